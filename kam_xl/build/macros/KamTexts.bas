Attribute VB_Name = "KamTexts"
Option Explicit

' Texts from the hidden sheet in the language of the workbook at work, and what the workbook says of itself.

Private mTexts As Variant

Public Function KamText(ByVal key As String) As String
    Dim row As Long, column As Long
    If IsEmpty(mTexts) Then mTexts = ThisWorkbook.Worksheets("_texts").Range("kam_texts").Value
    column = 2
    If KamSetting(KamTarget(), "kam_lang") = "ru" Then column = 3
    For row = LBound(mTexts, 1) To UBound(mTexts, 1)
        If mTexts(row, 1) = key Then KamText = CStr(mTexts(row, column))
    Next row
End Function

' A text with its places filled: {path} by the folder of Python, {version} by the version of this workbook.
Public Function KamSentence(ByVal key As String) As String
    KamSentence = Replace(KamText(key), "{version}", KamText("version"))
    KamSentence = Replace(KamSentence, "{path}", KamInterpreter())
End Function

' What a named cell of a workbook holds, "" where it has no such name: then it is no KAM workbook.
Public Function KamSetting(ByVal book As Object, ByVal name As String) As String
    On Error Resume Next
    KamSetting = CStr(book.Names(name).RefersToRange.Value)
End Function

' Why a button cannot be pressed now, as the key of a text; "" where it can.
Public Function KamObstacle(ByVal button As String) As String
    Dim tool As String
    tool = KamText(button & ".tool")
    If KamText(button & ".always") <> "" Then Exit Function
    If KamSetting(KamTarget(), "kam_lang") = "" Then KamObstacle = "not_kam"
    If tool <> "" And InStr(KamSetting(KamTarget(), "kam_off"), ";" & tool & ";") > 0 Then KamObstacle = "off"
End Function
