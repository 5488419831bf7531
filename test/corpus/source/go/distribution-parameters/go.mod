module example.com/r

go 1.21

require github.com/distribution/distribution/v3 v3.0.0
