app.config["FLASKS3_BUCKET_NAME"] = "assets"
app.config["AWS_ACCESS_KEY_ID"] = None
app.config["AWS_REGION"] = "eu-west-1"
