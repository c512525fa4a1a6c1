Attribute VB_Name = "KamGuard"
Option Explicit

' What can be known without starting Python, and the signs that Python leaves: that it began to write, that it ended.

Private mOpened As Boolean
Private mDown As Boolean

' Why Python cannot be called, as the key of a text; "" where it can.
Public Function KamProblem() As String
    Dim root As String
    root = KamFolder(KamFolder(KamInterpreter()))
    If Not KamExists(KamInterpreter()) Then
        KamProblem = "no_python"
    ElseIf Not KamExists(KamPath(root, KamText("package_mark"))) Then
        KamProblem = "other_version"
    ElseIf Not (KamExists(KamPath(root, KamText("dll64"))) Or KamExists(KamPath(root, KamText("dll32")))) Then
        KamProblem = "other_version"
    End If
End Function

' The only interpreter that is ever started: that of this project's own settings, never of the active workbook.
Public Function KamInterpreter() As String
    KamInterpreter = CStr(GetConfig("INTERPRETER_WIN", "", "sheet"))
End Function

Public Function KamPath(ByVal folder As String, ByVal name As String) As String
    KamPath = folder & Application.PathSeparator & Replace(name, "/", Application.PathSeparator)
End Function

Public Function KamFolder(ByVal path As String) As String
    Dim last As Long
    last = InStrRev(path, Application.PathSeparator)
    If last > 1 Then KamFolder = Left(path, last - 1)
End Function

Private Function KamSign(ByVal token As String, ByVal what As String) As String
    KamSign = KamPath(KamVariable("TEMP"), "kam-" & token & "." & what)
End Function

Public Function KamFinished(ByVal token As String) As Boolean
    KamFinished = KamExists(KamSign(token, "done"))
End Function

Public Function KamBegan(ByVal token As String) As Boolean
    KamBegan = KamExists(KamSign(token, "begun"))
End Function

' What Python left to do: "undo" where it changed something, else "".
Public Function KamOutcome(ByVal token As String) As String
    If KamFinished(token) Then KamOutcome = KamFirstLine(KamSign(token, "done"))
End Function

Public Sub KamForget(ByVal token As String)
    On Error Resume Next
    KamDelete KamSign(token, "done")
    KamDelete KamSign(token, "begun")
    mOpened = True
    mDown = False
End Sub

' Opening a workbook recalculates cells that depend on the day; that alone must not start Python.
Public Sub KamOpened()
    mOpened = True
    On Error Resume Next
    KamShelter
End Sub

' Whether worksheet functions may call Python. One failure holds for the session, until a button is pressed.
Public Function KamReady() As Boolean
    If Not mOpened Or mDown Then Exit Function
    mDown = (KamProblem() <> "")
    KamReady = Not mDown
End Function

Public Sub KamFail()
    mDown = True
End Sub
