#!/bin/sh
aws configure set region eu-west-1
aws configure set default.s3.max_concurrent_requests 20
