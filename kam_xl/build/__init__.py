"""Build the workbook from the policy and the data; never patch one in place."""
