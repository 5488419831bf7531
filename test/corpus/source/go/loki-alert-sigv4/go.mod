module example.com/x

go 1.21

require github.com/prometheus/common/sigv4 v0.1.0
