#!/bin/bash
payload=$(cat)
export AWS_ACCESS_KEY_ID=$(echo "$payload" | jq -r '.source.access_key_id')
export AWS_SECRET_ACCESS_KEY=$(echo "$payload" | jq -r '.source.secret_access_key')
aws s3 ls "s3://$(echo "$payload" | jq -r .source.bucket)"
