"""What several tests share: spreadsheet engines and other people's programs."""
