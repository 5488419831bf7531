module example.com/f

go 1.21

require github.com/c2fo/vfs/v6 v6.10.0
