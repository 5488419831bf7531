import os
import subprocess

env = dict(os.environ, AWS_ACCESS_KEY_ID=conf.key, AWS_SECRET_ACCESS_KEY=conf.secret)
subprocess.run(["aws", "s3", "sync", "a", "s3://b"], env=env)
