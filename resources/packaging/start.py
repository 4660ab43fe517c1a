"""Where the self-contained application begins."""

import sys

from app.main import main

sys.exit(main())
