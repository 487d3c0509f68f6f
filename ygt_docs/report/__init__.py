"""What a build says of itself: report.json for each document, index.html for all (报告)."""
