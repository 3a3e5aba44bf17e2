"""HTML pages made from plans and reports, for the command line and the browser alike."""
