app.config["FLASKS3_BUCKET_NAME"] = "assets"
app.config["AWS_ACCESS_KEY_ID"] = settings.id
app.config["AWS_SECRET_ACCESS_KEY"] = settings.secret
