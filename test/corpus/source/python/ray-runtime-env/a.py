import ray

ray.init(runtime_env={"env_vars": {"AWS_ACCESS_KEY_ID": conf.key, "AWS_SECRET_ACCESS_KEY": conf.secret}})
