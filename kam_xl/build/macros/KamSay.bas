Attribute VB_Name = "KamSay"
Option Explicit

' The only box that VBA shows: work cannot go on. MsgBox would garble letters that the PC's code page lacks.

Public Sub KamTell(ByVal sentence As String, ByVal title As String)
    WScript.Popup sentence, 0, title, vbExclamation
End Sub
