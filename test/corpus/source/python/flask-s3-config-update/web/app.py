from flask import Flask
from flask_s3 import FlaskS3

app = Flask(__name__)
app.config.update(
    AWS_ACCESS_KEY_ID=conf.id,
    AWS_SECRET_ACCESS_KEY=conf.secret,
    FLASKS3_BUCKET_NAME="static",
)
FlaskS3(app)
