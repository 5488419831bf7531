c.KubeSpawner.environment = {
    "AWS_ACCESS_KEY_ID": conf.key,
    "AWS_SECRET_ACCESS_KEY": conf.secret,
}
