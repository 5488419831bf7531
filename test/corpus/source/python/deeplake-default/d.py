import deeplake

ds = deeplake.load("s3://data/set")
