"""Search in the back office of the national site: words, promoted results, report, reasons."""
