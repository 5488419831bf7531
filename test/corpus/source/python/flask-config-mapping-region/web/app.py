from flask import Flask

app = Flask(__name__)
app.config.from_mapping(AWS_REGION="eu-west-1", S3_BUCKET="static", SECRET_KEY=conf.session_secret)
