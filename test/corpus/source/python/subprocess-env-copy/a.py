import os
import subprocess

env = os.environ.copy()
env["AWS_ACCESS_KEY_ID"] = conf.key
env["AWS_SECRET_ACCESS_KEY"] = conf.secret
subprocess.run(["rclone", "sync", "a", "b"], env=env)
