#!/bin/sh
aws --profile export s3 sync /data s3://b
aws s3 ls
