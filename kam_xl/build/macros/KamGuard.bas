Attribute VB_Name = "KamGuard"
Option Explicit

' What can be known without starting Python, and the sign that Python leaves when it has come to its end.

Private mOpened As Boolean
Private mDown As Boolean

' Why Python cannot be called, as the key of a text; "" where it can.
Public Function KamProblem() As String
    Dim root As String
    root = KamFolder(KamFolder(KamInterpreter()))
    If Not FileExists(KamInterpreter()) Then
        KamProblem = "no_python"
    ElseIf Not FileExists(KamPath(root, KamText("package_mark"))) Then
        KamProblem = "other_version"
    ElseIf Not (FileExists(KamPath(root, KamText("dll64"))) Or FileExists(KamPath(root, KamText("dll32")))) Then
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

Private Function KamSign(ByVal token As String) As String
    KamSign = KamPath(Environ("TEMP"), "kam-" & token & ".done")
End Function

Public Function KamFinished(ByVal token As String) As Boolean
    KamFinished = FileExists(KamSign(token))
End Function

' What Python left to do: "undo" where it changed something, else "".
Public Function KamOutcome(ByVal token As String) As String
    Dim file As Integer, said As String
    If Not KamFinished(token) Then Exit Function
    file = FreeFile
    Open KamSign(token) For Input As #file
    If Not EOF(file) Then Line Input #file, said
    Close #file
    KamOutcome = said
End Function

Public Sub KamForget(ByVal token As String)
    On Error Resume Next
    If KamFinished(token) Then Kill KamSign(token)
    mDown = False
End Sub

' Opening a workbook recalculates cells that depend on the day; that alone must not start Python.
' Python then looks for modules in its own folders only, and not in Excel's current one, where a mailed file may lie.
Public Sub KamOpened()
    mOpened = True
    On Error Resume Next
    WScript.Environment("PROCESS").Item("PYTHONSAFEPATH") = "1"
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
