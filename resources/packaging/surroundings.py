"""Before the application begins: what it starts (a browser, a PDF viewer) uses the system's own libraries.

PyInstaller points LD_LIBRARY_PATH at the libraries of the application. This process has read it already.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
