#!/bin/sh
s3fs bucket /data -o iam_role=auto -o use_path_request_style
