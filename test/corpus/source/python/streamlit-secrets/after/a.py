import boto3
import streamlit as st

s3 = boto3.client(
    "s3",
)
