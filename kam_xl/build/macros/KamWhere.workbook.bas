Attribute VB_Name = "KamWhere"
Option Explicit

' The macro workbook works on itself.

Public Function KamTarget() As Object
    Set KamTarget = ThisWorkbook
End Function

' What Python is told beside the command: nothing, it finds the workbook that called.
Public Function KamActive() As String
    KamActive = ""
End Function

Public Function KamTabIsMine() As Boolean
    KamTabIsMine = True
End Function

' Asked by the add-in, which leaves its own tab to a workbook whose macros run.
Public Function KamBook_Alive() As Boolean
    KamBook_Alive = True
End Function
