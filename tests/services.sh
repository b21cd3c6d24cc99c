#!/bin/sh
# Finds or installs what tests drive besides Python: a Chromium, and, where Debian's packages can be had, a PostgreSQL
# server and LibreOffice (to open workbooks with).
# Order for the browser: the one on the machine, Debian's package, Playwright's own.
set -u

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
debian() { command -v apt-get >/dev/null && as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends "$@"; }
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

browser >/dev/null || debian chromium >/dev/null 2>&1 || .venv/bin/playwright install --with-deps chromium ||
    echo "No Chromium could be had: install one, or tests in the browser will fail." >&2
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || debian postgresql >/dev/null 2>&1 ||
    echo "No PostgreSQL server could be had: install one, or its tests are skipped." >&2
command -v soffice >/dev/null || debian libreoffice-calc >/dev/null 2>&1 ||
    echo "No LibreOffice could be had: install it, or the test that opens a workbook in it is skipped." >&2
