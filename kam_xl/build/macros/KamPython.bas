Attribute VB_Name = "KamPython"
Option Explicit

' One press of a button: check that Python is there, call it, see that it came to its end, put Excel's state back.

Private mClearAt As Date

Public Sub KamRun(ByVal button As String)
    Dim problem As String, token As String
    problem = KamProblem()
    token = CreateGUID()
    If problem = "" Then KamCall "press('" & button & "','" & token & "'" & KamActive() & ")", token
    If problem = "" And Not KamFinished(token) Then problem = KamRecovered(token)
    If problem <> "" Then KamTell KamSentence(problem), KamText("title")
    If KamOutcome(token) = "undo" Then KamOfferUndo button
    KamForget token
End Sub

Private Sub KamOfferUndo(ByVal button As String)
    Application.OnUndo Replace(KamText("undo"), "{button}", KamText(button & ".label")), KamOwn("KamBook_Undo")
End Sub

Public Sub KamBook_Undo()
    Dim token As String
    token = CreateGUID()
    KamCall "undo('" & token & "'" & KamActive() & ")", token
    If Not KamFinished(token) Then KamTell KamSentence("died_unrestored"), KamText("title")
    KamForget token
End Sub

' Take back what an interrupted command had written, if it had begun to; the key of what to say then.
Private Function KamRecovered(ByVal pressed As String) As String
    Dim token As String
    token = CreateGUID()
    KamRecovered = "died_before"
    If Not KamBegan(pressed) Then Exit Function
    KamCall "recover('" & token & "'" & KamActive() & ")", token
    KamRecovered = "died_unrestored"
    If KamFinished(token) Then KamRecovered = "died"
    KamForget token
End Function

' Call Python with Excel's state kept and put back on every way out.
Private Sub KamCall(ByVal call_ As String, ByVal token As String)
    Dim screen As Boolean, events As Boolean, calculation As Long
    screen = Application.ScreenUpdating: events = Application.EnableEvents: calculation = Application.Calculation
    On Error GoTo Restore
    Application.StatusBar = KamText("working")
    RunPython "import kam_xl.ribbon;kam_xl.ribbon." & call_
Restore:
    On Error Resume Next
    Application.ScreenUpdating = screen: Application.EnableEvents = events: Application.Calculation = calculation
    If Not KamFinished(token) Then Application.StatusBar = False
    KamClearErrors
    KamClearLater
End Sub

Private Sub KamClearLater()
    KamCancelClear
    mClearAt = Now + TimeSerial(0, 0, 15)
    Application.OnTime mClearAt, KamOwn("KamBook_ClearStatus")
End Sub

' A call that is still due would open the workbook again after it was closed.
Public Sub KamCancelClear()
    On Error Resume Next
    If mClearAt <> 0 Then Application.OnTime mClearAt, KamOwn("KamBook_ClearStatus"), , False
    mClearAt = 0
End Sub

' A procedure of this very workbook: another one that is open has procedures of the same name.
Private Function KamOwn(ByVal procedure As String) As String
    KamOwn = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & procedure
End Function

Public Sub KamBook_ClearStatus()
    mClearAt = 0
    Application.StatusBar = False
End Sub

' xlwings writes the text of an error to this sheet instead of showing it; it must not travel with the workbook.
' A cell that is blank is left alone: writing empties Excel's list of what can be undone.
Private Sub KamClearErrors()
    On Error Resume Next
    With ThisWorkbook.Worksheets("Error").Range("A1")
        If Len(.Value) > 0 Then .ClearContents
    End With
End Sub
