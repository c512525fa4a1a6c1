Attribute VB_Name = "KamCells"
Option Explicit

' What worksheet functions need on the way to Python and back.

' The settings and named numbers of the workbook whose cell asks, as two blocks of values.
Public Function KamContext() As Variant
    Dim book As Object
    Set book = KamTarget()
    On Error Resume Next
    If TypeName(Application.Caller) = "Range" Then Set book = Application.Caller.Worksheet.Parent
    On Error GoTo 0
    KamContext = Array(KamValues(book.Names("kam_settings").RefersToRange), KamValues(book.Names("kam_context").RefersToRange))
End Function

' The values of a range, a value itself; arrays as they are.
Public Function KamValues(ByVal argument As Variant) As Variant
    If TypeName(argument) = "Range" Then
        KamValues = argument.Value2
    ElseIf IsMissing(argument) Then
        KamValues = Empty
    Else
        KamValues = argument
    End If
End Function

' A result with Excel's own errors in place of the marks that Python gives for them; one row comes flat.
Public Function KamResult(ByVal result As Variant) As Variant
    Dim row As Long
    If Not IsArray(result) Then
        KamResult = KamCell(result)
        Exit Function
    End If
    For row = LBound(result, 1) To UBound(result, 1)
        If KamIsFlat(result) Then result(row) = KamCell(result(row)) Else KamCleanRow result, row
    Next row
    KamResult = result
End Function

Private Sub KamCleanRow(ByRef result As Variant, ByVal row As Long)
    Dim column As Long
    For column = LBound(result, 2) To UBound(result, 2)
        result(row, column) = KamCell(result(row, column))
    Next column
End Sub

Private Function KamIsFlat(ByVal result As Variant) As Boolean
    KamIsFlat = True
    On Error Resume Next
    KamIsFlat = (UBound(result, 2) < LBound(result, 2))
End Function

Private Function KamCell(ByVal value As Variant) As Variant
    KamCell = value
    If VarType(value) <> vbString Then Exit Function
    If value = "#KAM:NA" Then KamCell = CVErr(xlErrNA)
    If value = "#KAM:VALUE" Then KamCell = CVErr(xlErrValue)
End Function
