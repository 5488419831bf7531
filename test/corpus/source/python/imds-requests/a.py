import requests

BASE = "http://169.254.169.254/latest/meta-data/iam/security-credentials/"


def creds():
    role = requests.get(BASE, timeout=2).text
    return requests.get(BASE + role, timeout=2).json()
