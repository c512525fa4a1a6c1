Attribute VB_Name = "KamWhere"
Option Explicit

' The add-in works on the active workbook, which it never asks for a setting of its own.

Public Function KamTarget() As Object
    Set KamTarget = ActiveWorkbook
End Function

Public Function KamActive() As String
    KamActive = ",'active'"
End Function

' Never two tabs: a macro workbook whose macros run shows its own.
Public Function KamTabIsMine() As Boolean
    Dim other As Variant
    On Error Resume Next
    other = Application.Run("'" & Replace(ActiveWorkbook.Name, "'", "''") & "'!Kam" & "Book_Alive")
    KamTabIsMine = Not CBool(other)
End Function
