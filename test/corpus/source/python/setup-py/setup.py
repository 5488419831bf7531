from setuptools import setup

setup(
    name="svc",
    install_requires=[
        "boto==2.49.0",
        "requests",
    ],
)
