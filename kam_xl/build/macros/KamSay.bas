Attribute VB_Name = "KamSay"
Option Explicit

' The only box that VBA shows: work cannot go on.

Public Sub KamTell(ByVal sentence As String, ByVal title As String)
    MsgBox sentence, vbExclamation, title
End Sub
