env = { "AWS_ACCESS_KEY_ID" => conf.id, "AWS_SECRET_ACCESS_KEY" => conf.secret }
system(env, "pg_dump")
