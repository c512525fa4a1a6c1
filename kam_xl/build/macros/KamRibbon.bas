Attribute VB_Name = "KamRibbon"
Option Explicit

' Callbacks of the ribbon. Nothing is decided here: texts stand in a table, commands are Python's.

Private mRibbon As Object

Public Sub KamBook_OnLoad(ByVal ribbon As Object)
    Set mRibbon = ribbon
End Sub

Public Sub KamBook_Press(ByVal control As Object)
    KamRun CStr(control.ID)
End Sub

Public Sub KamBook_GetLabel(ByVal control As Object, ByRef returnedVal As Variant)
    returnedVal = KamText(CStr(control.ID) & ".label")
End Sub

Public Sub KamBook_GetScreentip(ByVal control As Object, ByRef returnedVal As Variant)
    returnedVal = KamText(CStr(control.ID) & ".label")
End Sub

Public Sub KamBook_GetSupertip(ByVal control As Object, ByRef returnedVal As Variant)
    returnedVal = KamText(CStr(control.ID) & ".tip")
    If KamObstacle(CStr(control.ID)) <> "" Then returnedVal = KamText(KamObstacle(CStr(control.ID)))
End Sub

Public Sub KamBook_GetEnabled(ByVal control As Object, ByRef returnedVal As Variant)
    returnedVal = (KamObstacle(CStr(control.ID)) = "")
End Sub

Public Sub KamBook_GetVisible(ByVal control As Object, ByRef returnedVal As Variant)
    returnedVal = KamTabIsMine()
End Sub

' Ask for every label and state anew: another workbook is active, or another language.
Public Sub KamRefresh()
    On Error Resume Next
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub
