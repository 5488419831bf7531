#!/bin/sh
curl --aws-sigv4 "aws:amz:eu-west-1:s3" --user "$STORE_ID:$STORE_SECRET" -T a https://b.s3.eu-west-1.amazonaws.com/a
