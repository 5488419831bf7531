#!/bin/sh
export AWS_ACCESS_KEY_ID=$CI_KEY
export AWS_SECRET_ACCESS_KEY=$CI_SECRET
aws s3 sync dist s3://site
