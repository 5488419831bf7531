#!/bin/bash
dvc remote modify --local lake access_key_id "$ID"
dvc remote modify --local lake secret_access_key "$SECRET"
dvc pull
