#!/bin/bash
dvc remote modify lake url s3://lake/dvc
dvc pull
