#!/bin/bash
echo "$S3_ID" | bin/elasticsearch-keystore add --stdin s3.client.default.access_key
echo "$S3_SECRET" | bin/elasticsearch-keystore add --stdin s3.client.default.secret_key
