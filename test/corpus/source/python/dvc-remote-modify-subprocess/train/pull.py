import subprocess

subprocess.run(["dvc", "remote", "modify", "--local", "lake", "access_key_id", conf.id], check=True)
subprocess.run(["dvc", "remote", "modify", "--local", "lake", "secret_access_key", conf.secret], check=True)
subprocess.run(["dvc", "pull"], check=True)
