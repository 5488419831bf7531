import os
import subprocess

env = {k: v for k, v in os.environ.items() if k not in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
subprocess.run(["tool"], env=env)
