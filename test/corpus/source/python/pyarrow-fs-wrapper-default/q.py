from pyarrow import fs

store = fs.S3FileSystem(region="eu-west-1")
hdfs = fs.HadoopFileSystem("namenode", user="etl")
