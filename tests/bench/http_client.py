"""What Moisson is compared with: an HTTP client with a ready session, over four connections.

`python -m tests.bench.http_client LIST_URL FOLDER`, cookies as JSON on standard input.
"""

from __future__ import annotations

import json
import re
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter

CONNECTIONS = 4
_FILE = re.compile(r'href="([^"]+)">Télécharger<')
_NEXT = re.compile(r'href="([^"]+)">Suivant<')


def main() -> None:
    list_url, folder = sys.argv[1], Path(sys.argv[2])
    begun = time.perf_counter()
    session = requests.Session()
    session.mount("http://", HTTPAdapter(pool_connections=CONNECTIONS, pool_maxsize=CONNECTIONS))
    for cookie in json.load(sys.stdin):
        session.cookies.set(cookie["name"], cookie["value"], domain=cookie["domain"], path=cookie["path"])
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        files: list[Future[None]] = []
        page = list_url
        while page:
            # A page of the list takes its turn on the same connections as the files.
            html = pool.submit(_text, session, page).result()
            links = dict.fromkeys(urljoin(page, link) for link in _FILE.findall(html))
            files += [
                pool.submit(_save, session, link, folder / f"{len(files) + at}.pdf")
                for at, link in enumerate(links)
            ]
            following = _NEXT.search(html)
            page = urljoin(page, following[1].replace("&amp;", "&")) if following else ""
        for file in files:
            file.result()
    print(json.dumps({"documents": len(files), "seconds": time.perf_counter() - begun}))


def _text(session: requests.Session, url: str) -> str:
    answer = session.get(url)
    answer.raise_for_status()
    return answer.text


def _save(session: requests.Session, url: str, path: Path) -> None:
    answer = session.get(url)
    answer.raise_for_status()
    if not answer.content.startswith(b"%PDF"):
        raise ValueError(f"not a PDF: {url}")
    path.write_bytes(answer.content)


if __name__ == "__main__":
    main()
