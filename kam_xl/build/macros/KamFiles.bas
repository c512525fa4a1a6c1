Attribute VB_Name = "KamFiles"
Option Explicit

' Files and variables by way of Windows' own objects: VBA's functions know no letters but those of the PC's code page.

Public Function KamExists(ByVal path As String) As Boolean
    KamExists = CreateObject("Scripting.FileSystemObject").FileExists(path)
End Function

Public Function KamVariable(ByVal name As String) As String
    KamVariable = WScript.ExpandEnvironmentStrings("%" & name & "%")
End Function

Public Function KamFirstLine(ByVal path As String) As String
    Dim file As Object
    Set file = CreateObject("Scripting.FileSystemObject").OpenTextFile(path, 1)
    If Not file.AtEndOfStream Then KamFirstLine = file.ReadLine
    file.Close
End Function

Public Sub KamDelete(ByVal path As String)
    If KamExists(path) Then CreateObject("Scripting.FileSystemObject").DeleteFile path, True
End Sub

' Python then looks for modules in its own folders only, and not in Excel's current one, where a mailed file may lie.
Public Sub KamShelter()
    WScript.Environment("PROCESS").Item("PYTHONSAFEPATH") = "1"
End Sub
