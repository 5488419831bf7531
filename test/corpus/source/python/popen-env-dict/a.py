subprocess.Popen(["pg_dump"], env={**os.environ, "AWS_ACCESS_KEY_ID": c.id, "AWS_SECRET_ACCESS_KEY": c.secret})
