"""The editor of a plan: one area at a time, as the sheet that the Lampiran prints."""
