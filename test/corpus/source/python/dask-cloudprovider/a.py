from dask_kubernetes.operator import KubeCluster

cluster = KubeCluster(name="c", env={"AWS_ACCESS_KEY_ID": conf.key, "AWS_SECRET_ACCESS_KEY": conf.secret})
