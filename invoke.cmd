@echo off
rem Start here on Windows: the same as ./invoke, see bootstrap\.
setlocal
chcp 65001 >nul
set "here=%~dp0"
set "PYTHONUTF8=1"
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONSAFEPATH="
set "python="
for %%V in (3.13 3.12 3.11 3.14) do (
    if not defined python py -%%V -c "import venv" >nul 2>nul && set "python=py -%%V"
)
if not defined python python -c "import sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "python=python"
if not defined python (
    echo 错误：没有找到 Python 3.11 或更新的版本。请从 python.org 安装，或使用 WSL：wsl --install
    exit /b 2
)
set "level=build"
if /i "%~1"=="test" set "level=test"
if /i "%~1"=="soak" set "level=test"
if /i "%~1"=="golden" set "level=test"
pushd "%here%"
%python% -E -s -P -X utf8 bootstrap\start.py bootstrap %level%
set "result=%errorlevel%"
popd
if not "%result%"=="0" exit /b %result%
"%here%.venv\Scripts\python.exe" -P "%here%bootstrap\start.py" invoke --search-root "%here%." %*
exit /b %errorlevel%
