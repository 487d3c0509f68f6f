"""Task lists (任务清单) as data: sheets that go out and come back, lists, supervision, monthly ledgers and figures."""
