"""Where things stand on a page, for every format: form sheets in rows, line breaks, page rules, plain lines."""
